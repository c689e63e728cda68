#include "packager_service.h"

int main(int argc, char **argv)
{
    return baton_service_main(&baton_packager_service, argc, argv);
}
