package dev.brattice.identity;

import java.util.List;

/** Who is calling. Never holds a credential. */
public sealed interface Principal {
  /** A stable name for records. */
  String name();

  /** What the caller is, as the operator or an authority says; for policy. */
  default List<String> roles() {
    return List.of();
  }

  /** A person, as an authority named them. */
  record Person(String issuer, String subject) implements Principal {
    @Override
    public String name() {
      return "person:" + issuer + ":" + subject;
    }
  }

  /** A program with an identity of its own. */
  record Workload(String issuer, String subject, List<String> roles) implements Principal {
    public Workload {
      roles = List.copyOf(roles);
    }

    @Override
    public String name() {
      return "workload:" + issuer + ":" + subject;
    }
  }

  /** A process of a user of this machine, which started us. */
  record LocalProcess(String user) implements Principal {
    @Override
    public String name() {
      return "local:" + user;
    }
  }

  /** Nobody known. */
  record Anonymous() implements Principal {
    @Override
    public String name() {
      return "anonymous";
    }
  }
}
