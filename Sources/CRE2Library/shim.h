// libre2 is C++: only the CRE2 target includes its headers.
