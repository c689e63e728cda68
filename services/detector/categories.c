/* Words by which an issue's category is known. The code is the category, the value how much it
 * speaks for it. */
#include "cues.h"

const char *const detector_category_names[DETECTOR_CATEGORY_COUNT] = {
    "general",      "billing", "refund",   "technical", "account",
    "cancellation", "legal",   "shipping", "security",  "complaint",
};

static const struct baton_phrase phrases[] = {
    { "bill|billing|invoice|invoices|charge|charged|charges|overcharged|payment|payments|fee|fees|subscription_price|debit|"
      "debited|receipt|card_declined|double_charged|charged_twice|direct_debit|installment|tax|vat",
      DETECTOR_CATEGORY_BILLING, 1 },
    { "price|cost|paid|pay|credit_card|plan|subscription|balance|statement|top_up",
      DETECTOR_CATEGORY_BILLING, 0.5 },
    { "refund|refunds|refunded|money_back|reimburse|reimbursement|reimbursed|chargeback|compensation|restitution|refunding",
      DETECTOR_CATEGORY_REFUND, 1.6 },
    { "return|returning|give_back|send_back|rebate", DETECTOR_CATEGORY_REFUND, 0.7 },
    { "error|crash|crashes|crashed|crashing|bug|bugs|broken|not_working|isnt_working|doesnt_work|does_not_work|wont_load|"
      "slow|install|installation|update_failed|freezes|frozen|outage|offline|server|api|sync|integration|stuck|glitch|"
      "timeout|black_screen|wont_start|router|wifi|internet|connection",
      DETECTOR_CATEGORY_TECHNICAL, 1 },
    { "app|software|website|browser|device|laptop|phone|printer|modem|feature|configure|setup|screen",
      DETECTOR_CATEGORY_TECHNICAL, 0.4 },
    { "account|log_in|login|sign_in|signin|password|username|profile|registration|register|sign_up|locked_out|"
      "reset_password|email_address|two_factor|verification_code|close_my_account|delete_my_account",
      DETECTOR_CATEGORY_ACCOUNT, 0.9 },
    { "cancel|cancelling|canceling|cancellation|cancelled|canceled|terminate|unsubscribe|end_my_contract|stop_my_subscription|"
      "close_my_account|downgrade|switch_provider",
      DETECTOR_CATEGORY_CANCELLATION, 1.5 },
    { "lawyer|attorney|solicitor|sue|suing|lawsuit|legal|court|ombudsman|trading_standards|gdpr|small_claims|liability|"
      "regulator|data_protection|subpoena|legal_action",
      DETECTOR_CATEGORY_LEGAL, 2 },
    { "delivery|deliver|delivered|shipping|shipment|shipped|ship|parcel|package|courier|tracking|track|dispatch|dispatched|"
      "in_transit|delivery_address|carrier|customs|arrive|arrived",
      DETECTOR_CATEGORY_SHIPPING, 1 },
    { "order|orders|address|wheres_my_order", DETECTOR_CATEGORY_SHIPPING, 0.3 },
    { "hacked|hacker|fraud|fraudulent|unauthorized|unauthorised|stolen|identity_theft|phishing|scam|scammed|breach|"
      "compromised|suspicious|malware|virus|data_leak|lost_card|dont_recognise|dont_recognize|didnt_make",
      DETECTOR_CATEGORY_SECURITY, 1.8 },
    { "complaint|complain|complaints|formal_complaint|file_a_complaint|unacceptable|disgraceful|worst_service|rude|"
      "unprofessional|terrible_service|poor_service|bad_service|speak_to_manager",
      DETECTOR_CATEGORY_COMPLAINT, 1.2 },
};

const struct baton_phrase_table detector_category_cues = {
    .phrases = phrases,
    .phrases_count = sizeof phrases / sizeof *phrases,
    .fillers = "a|an|the|any|my|some|please|just",
};
