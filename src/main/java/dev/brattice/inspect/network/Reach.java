package dev.brattice.inspect.network;

/** What kind of network a host lies in. */
public enum Reach {
  /** A name or an address of the public Internet. */
  PUBLIC,
  /** This machine. */
  LOOPBACK,
  /** A network that is not routed publicly. */
  PRIVATE,
  /** The segment that this machine is plugged into; no service of a developer lives there. */
  LINK_LOCAL,
  /** A cloud's service that hands out this machine's credentials. */
  METADATA
}
