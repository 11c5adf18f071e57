# shellcheck shell=sh
# Sourced by ./brattice and scripts/aot-cache.sh: the flags of the virtual machine, the same for both, since the cache
# of one run fits only the flags that it was made with.
# wrap lives as long as its client and should stay small: what compilers and large messages took is given back.
BRATTICE_JVM_FLAGS="-XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xms16m -Xmn6m -Xmx768m -Xss512k -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30 -XX:TrimNativeHeapInterval=1000 -XX:CompileCommand=quiet -XX:CompileCommand=MemLimit,*.*,10m~stop"
# serve has many clients and a machine to itself: room for young objects, so that calls do not wait for the collector.
BRATTICE_SERVE_JVM_FLAGS="-XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xms128m -Xmn96m -Xmx1g -Xss512k"
