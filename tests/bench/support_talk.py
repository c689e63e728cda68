"""What customers and bots say to each other in a load that is to be like a real one: one turn in
twenty asks for a person, one in twenty complains; each has 83 to 93 bytes."""

import functools
import random

TURNS = 10  # of a conversation

TALK = (  # customer, bot
    ("Hello, I ordered a coffee grinder last Tuesday, and the parcel has not arrived until now.",
     "I see the parcel in our system: it left the depot on Monday and is on its way to your town."),
    ("The tracking page says delivered, but nobody rang here and the neighbours have nothing.",
     "I am sorry that this takes so long. The carrier has been asked and answers by tomorrow."),
    ("My order number is 4471982, it was paid by card and sent to my office in Leeds on Friday.",
     "I could not find an order with this number. Does the confirmation show another one?"),
    ("Could you tell me how long a refund takes once the warehouse has received the parcel back?",
     "A refund takes three to five working days after the warehouse has checked the parcel."),
    ("I moved last month, so please change the delivery address of the next box before it leaves.",
     "I have changed the address for the next box, and the confirmation goes to your mailbox."),
    ("The router blinks red since the storm, and restarting it twice has made no difference.",
     "Please hold the small button on the back for ten seconds, until the light turns white."),
    ("Which of the two plans includes calls abroad, and can I go back after three months of it?",
     "Both plans include calls within the country, the larger one sixty minutes abroad too."),
    ("The invoice for March shows two licences, although we closed one seat in the middle of it.",
     "The second licence was active until the fourteenth, so half of it is on the bill for March."),
    ("I cannot log in any more, the code that comes by text message is always said to be expired.",
     "A code is good for two minutes. Please check that the clock of your phone is set by itself."),
    ("Thanks, that helped a little, but the invoice still shows the old address of our office.",
     "Thank you for telling me. The new address is on file, and the invoice is made out anew."),
    ("Is the blue jacket going to be back in a medium, or should I rather order the green one now?",
     "The medium size comes back in about two weeks. Shall I send you a mail when it is here?"),
    ("Please talk me through it slowly, I am standing at the box with the cover off and a torch.",
     "You find the switch behind the grey cover on the left, next to the meter, below a label."),
    ("I would like to speak to a real person about this, could you put somebody on the line?",
     "May I try once more before? Please tell me what the last letter said, and I look at it."),
    ("That is not working either, and it is the third time this week that a call breaks off.",
     "An update of the app from last night repairs this. Please install it and start it again."),
    ("We meet at three, so it would be good to know by then whether the seats are booked.",
     "Two seats are booked under your name for the afternoon, the room is on the third floor."),
    ("You have sent me this same answer before, it is useless, and I still wait for my money.",
     "The payment was authorised on the third and booked on the fifth, so it is on the next bill."),
    ("Do I have to send the charger back with it as well, or is the phone in its box enough?",
     "The charger may stay with you, the phone in its box with the printed label is enough."),
    ("Our flight leaves on the ninth and the name on the second ticket is misspelt by one letter.",
     "A name can be corrected free of charge up to one day before departure, which letter is it?"),
    ("All right, the light is green again and the pages load, let me try the printer now as well.",
     "Good to hear that it works. Is there anything else on this account that I can check?"),
    ("Can I talk to someone from billing, please? I have no wish to type all of this once more.",
     "You find every bill of this year in your account, under the contract's name, as a file."),
)


@functools.lru_cache(maxsize=None)
def conversation(number):
    """The texts of its turns, customer and bot in turns; none twice. The same at each run."""
    return [text for pair in random.Random(number).sample(TALK, TURNS // 2) for text in pair]


def said(number, turn):
    return conversation(number)[turn]
