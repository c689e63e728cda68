#include "detector_service.h"

int main(int argc, char **argv)
{
    return baton_service_main(&baton_detector_service, argc, argv);
}
