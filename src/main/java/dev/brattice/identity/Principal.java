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

  /** The program through which the caller calls, where somebody vouches for it; else empty. */
  default String agent() {
    return "";
  }

  /**
   * A person, as an authority named them.
   *
   * @param issuer the authority
   * @param subject who it is to that authority
   * @param roles what the person is
   * @param agent the program, as the authority named it; empty where it named none
   */
  record Person(String issuer, String subject, List<String> roles, String agent)
      implements Principal {
    public Person {
      roles = List.copyOf(roles);
    }

    @Override
    public String name() {
      return "person:" + qualified(issuer, subject);
    }
  }

  /**
   * A program with an identity of its own.
   *
   * @param issuer who says so: an authority, or the word for a way to prove it
   * @param subject who it is to that authority
   * @param roles what the program is
   * @param agent its verified name; empty where it has only the one the operator gave it
   */
  record Workload(String issuer, String subject, List<String> roles, String agent)
      implements Principal {
    public Workload {
      roles = List.copyOf(roles);
    }

    /** One that only the operator named. */
    public Workload(String issuer, String subject, List<String> roles) {
      this(issuer, subject, roles, "");
    }

    @Override
    public String name() {
      return "workload:" + qualified(issuer, subject);
    }
  }

  /**
   * No two pairs give one name: an issuer is either a word or an address, and no address of an
   * issuer has a {@code #} (RFC 8414, 2).
   */
  private static String qualified(String issuer, String subject) {
    return issuer + (issuer.indexOf(':') < 0 ? ":" : "#") + subject;
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
