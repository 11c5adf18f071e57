package dev.brattice.inspect.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostsTest {
  @ParameterizedTest
  @CsvSource({
    "EXAMPLE.com.,example.com,PUBLIC,false",
    "127.0.0.1,127.0.0.1,LOOPBACK,false",
    "127.1,127.0.0.1,LOOPBACK,true",
    "0x7f000001,127.0.0.1,LOOPBACK,true",
    "017700000001,127.0.0.1,LOOPBACK,true",
    "2130706433,127.0.0.1,LOOPBACK,true",
    "0.0.0.0,0.0.0.0,LOOPBACK,false",
    "[::1],0:0:0:0:0:0:0:1,LOOPBACK,false",
    "::ffff:10.0.0.1,10.0.0.1,PRIVATE,true",
    "2002:a9fe:a9fe::,169.254.169.254,METADATA,true",
    "10.1.2.3,10.1.2.3,PRIVATE,false",
    "172.15.0.1,172.15.0.1,PUBLIC,false",
    "172.16.0.1,172.16.0.1,PRIVATE,false",
    "100.64.0.1,100.64.0.1,PRIVATE,false",
    "fd00::1,fd00:0:0:0:0:0:0:1,PRIVATE,false",
    "fe80::1%eth0,fe80:0:0:0:0:0:0:1,LINK_LOCAL,false",
    "169.254.1.1,169.254.1.1,LINK_LOCAL,false",
    "169.254.170.2,169.254.170.2,METADATA,false",
    "metadata,metadata,METADATA,false",
    "a.localhost,a.localhost,LOOPBACK,false",
    "1.2.3.4.5,1.2.3.4.5,PUBLIC,false",
    "256.1.1.1,256.1.1.1,PUBLIC,false",
    "1.2.3.4.nip.io,1.2.3.4.nip.io,PUBLIC,true",
    "app-10-0-0-1.nip.io,app-10-0-0-1.nip.io,PRIVATE,true"
  })
  void tellsWhereAHostLies(String written, String name, Reach reach, boolean disguised) {
    assertEquals(new Host(name, reach, disguised), Hosts.of(written));
  }

  @Test
  void takesNoMoreHostsThanTheBoundSays() {
    var text = new StringBuilder("https://a.example/?u=");
    for (int i = 0; i < 2 * Urls.HOSTS_MAX; i++) {
      text.append("http://h").append(i).append(".example/");
    }
    assertEquals(Urls.HOSTS_MAX, Urls.targets(text.toString()).size());
    assertTrue(Urls.targets("plain words").isEmpty());
  }
}
