#include "switchboard_service.h"

int main(int argc, char **argv)
{
    return baton_service_main(&baton_switchboard_service, argc, argv);
}
