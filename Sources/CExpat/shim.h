// Expat, the system's XML parser; `Intake/XML` alone uses it.
#include <expat.h>
