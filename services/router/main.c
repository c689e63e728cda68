#include "router_service.h"

int main(int argc, char **argv)
{
    return baton_service_main(&baton_router_service, argc, argv);
}
