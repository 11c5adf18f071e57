package dev.brattice.a2a;

import dev.brattice.json.Json;
import dev.brattice.json.JsonException;
import dev.brattice.json.JsonLimits;
import dev.brattice.json.JsonObject;
import dev.brattice.json.JsonReader;
import java.nio.charset.StandardCharsets;

/** Cards to test with. */
final class Cards {
  private Cards() {}

  static Json read(String quoted) {
    try {
      byte[] bytes = quoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
      return new JsonReader(JsonLimits.MESSAGE).read(bytes);
    } catch (JsonException wrong) {
      throw new AssertionError(wrong);
    }
  }

  static JsonObject card(String quoted) {
    return (JsonObject) read(quoted);
  }

  static JsonObject newer() {
    return card(
        "{'name':'A','version':'1','x-own':[1.50],'supportedInterfaces':["
            + "{'url':'https://agent.example/rpc','protocolBinding':'JSONRPC','protocolVersion':'1.0'},"
            + "{'url':'https://agent.example:443/rest','protocolBinding':'HTTP+JSON','protocolVersion':'1.0'},"
            + "{'url':'https://agent.example/grpc','protocolBinding':'GRPC','protocolVersion':'1.0'},"
            + "{'url':'https://other.example/rpc','protocolBinding':'JSONRPC','protocolVersion':'1.0'},"
            + "{'url':'http://169.254.169.254/rpc','protocolBinding':'JSONRPC','protocolVersion':'0.3'}],"
            + "'securitySchemes':{'own':{}},'securityRequirements':[{}],"
            + "'skills':[{'id':'s','security':[{}]}],'signatures':[{'protected':'a','signature':'b'}]}");
  }

  static JsonObject older() {
    return card(
        "{'name':'A','version':'1','protocolVersion':'0.3.0','url':'https://agent.example/rpc',"
            + "'preferredTransport':'JSONRPC','additionalInterfaces':["
            + "{'url':'https://agent.example/rest','transport':'HTTP+JSON'},"
            + "{'url':'https://other.example/','transport':'HTTP+JSON'}],'security':[{'x':[]}]}");
  }
}
