#include "learner_service.h"

int main(int argc, char **argv)
{
    return baton_service_main(&baton_learner_service, argc, argv);
}
