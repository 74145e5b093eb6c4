// zlib, the system's inflater; `Intake/Spreadsheet` alone uses it.
#include <zlib.h>
