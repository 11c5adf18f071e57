package dev.brattice.audit;

import static dev.brattice.audit.LineBuilder.ascii;

import dev.brattice.inspect.Finding;
import dev.brattice.inspect.Locus;
import dev.brattice.inspect.Severity;
import dev.brattice.provenance.Origin;
import java.util.List;

/** The lines of a segment, version 1: which members, in which order. */
final class LineForm {
  /** The version that every line names. */
  static final long VERSION = 1;

  /** No line is longer: follows from the bounds on texts and lists. */
  static final int LINE_BYTES_MAX = 8 << 20;

  private static final byte[] HEADER = ascii("{\"v\":1,\"kind\":\"header\",\"seq\":0,\"prev\":\"");
  private static final byte[] RECORD = ascii("{\"v\":1,\"kind\":\"record\",\"seq\":");
  private static final byte[] SEAL = ascii("{\"v\":1,\"kind\":\"seal\",\"seq\":");
  private static final byte[] PREV = ascii(",\"prev\":\"");
  private static final byte[] SEGMENT = ascii("\",\"segment\":\"");
  private static final byte[] AFTER = ascii("\",\"after\":");
  private static final byte[] AFTER_SEGMENT = ascii("{\"segment\":\"");
  private static final byte[] AFTER_SEQ = ascii("\",\"seq\":");
  private static final byte[] PROGRAM = ascii(",\"program\":");
  private static final byte[] JAVA = ascii(",\"java\":");
  private static final byte[] PID = ascii(",\"pid\":");
  private static final byte[] PHASE = ascii("\",\"phase\":");
  private static final byte[] DECISION = ascii(",\"decision\":");
  private static final byte[] TIME = ascii(",\"time\":");
  private static final byte[] PRINCIPAL = ascii(",\"principal\":");
  private static final byte[] ROLES = ascii(",\"roles\":[");
  private static final byte[] AGENT = ascii("],\"agent\":");
  private static final byte[] SESSION = ascii(",\"session\":");
  private static final byte[] SERVER = ascii(",\"server\":");
  private static final byte[] DIRECTION = ascii(",\"direction\":");
  private static final byte[] METHOD = ascii(",\"method\":");
  private static final byte[] TOOL = ascii(",\"tool\":");
  private static final byte[] EFFECT = ascii(",\"effect\":");
  private static final byte[] VERDICT = ascii(",\"verdict\":");
  private static final byte[] OUTCOME = ascii(",\"outcome\":");
  private static final byte[] RULE = ascii(",\"rule\":");
  private static final byte[] REASON = ascii(",\"reason\":");
  private static final byte[] RISK = ascii(",\"risk\":");
  private static final byte[] RISK_PARTS = ascii(",\"riskParts\":[");
  private static final byte[] FIRST_PART = ascii("{\"part\":");
  private static final byte[] POINTS = ascii(",\"points\":");
  private static final byte[] FINDINGS = ascii("],\"findings\":[");
  private static final byte[] FINDINGS_LEFT_OUT = ascii("],\"findingsLeftOut\":");
  private static final byte[] ORIGINS = ascii(",\"origins\":[");
  private static final byte[] ORIGINS_LEFT_OUT = ascii("],\"originsLeftOut\":");
  private static final byte[] DIGEST = ascii(",\"digest\":");
  private static final byte[] BYTES = ascii(",\"bytes\":");
  private static final byte[] RULEBOOK = ascii(",\"rulebook\":");
  private static final byte[] POSITION = ascii(",\"provenancePosition\":");
  private static final byte[] RECORDS = ascii("\",\"records\":");
  private static final byte[] FIRST_RULE = ascii("{\"rule\":");
  private static final byte[] FAMILY = ascii(",\"family\":");
  private static final byte[] SEVERITY = ascii(",\"severity\":");
  private static final byte[] CONFIDENCE = ascii(",\"confidence\":");
  private static final byte[] POINTER = ascii(",\"pointer\":");
  private static final byte[] START = ascii(",\"start\":");
  private static final byte[] END = ascii(",\"end\":");
  private static final byte[] DISGUISE = ascii(",\"disguise\":");
  private static final byte[] OWASP = ascii(",\"owasp\":");
  private static final byte[] FINGERPRINT = ascii(",\"fingerprint\":");
  private static final byte[] FIRST_TAG = ascii("{\"tag\":");
  private static final byte[] CALL = ascii(",\"call\":");
  private static final byte[] SOURCE = ascii(",\"source\":");
  private static final byte[] CATEGORY = ascii(",\"category\":");
  private static final byte[] MATCH = ascii(",\"match\":");
  private static final Severity[] WORST_FIRST = {
    Severity.BLOCK, Severity.ASK, Severity.WARN, Severity.NOTE
  };

  private final LineBuilder line;
  private final int textMax;
  private final int listMax;

  LineForm(LineBuilder line, AuditLog.Limits limits) {
    this.line = line;
    this.textMax = limits.textCharsMax();
    this.listMax = limits.listMax();
  }

  /** The first line of segment {@code id}, which follows {@code before} in the folder. */
  void header(SegmentId id, Link before, ProgramFacts facts) {
    line.restart().raw(HEADER).raw(ascii(before.hash())).raw(SEGMENT).raw(ascii(id.toString()));
    line.raw(AFTER);
    if (before.isNone()) {
      line.raw(ascii("null"));
    } else {
      line.raw(AFTER_SEGMENT).raw(ascii(before.segment())).raw(AFTER_SEQ);
      line.number(before.seq()).raw('}');
    }
    text(PROGRAM, facts.program());
    text(JAVA, facts.java());
    line.raw(PID).number(facts.pid()).raw(TIME).number(id.startMillis());
  }

  /** The last line of a segment with {@code records} records. */
  void seal(long seq, byte[] prev, long records, long timeMillis) {
    line.restart().raw(SEAL).number(seq).raw(PREV).hex(prev).raw(RECORDS).number(records);
    line.raw(TIME).number(timeMillis);
  }

  /** A line about {@code evidence}. */
  void record(long seq, byte[] prev, Evidence evidence) {
    line.restart().raw(RECORD).number(seq).raw(PREV).hex(prev);
    text(PHASE, evidence.phase());
    text(DECISION, evidence.decision());
    line.raw(TIME).number(evidence.timeMillis());
    text(PRINCIPAL, evidence.principal());
    caller(evidence);
    text(SESSION, evidence.session());
    text(SERVER, evidence.server());
    text(DIRECTION, evidence.direction());
    text(METHOD, evidence.method());
    text(TOOL, evidence.tool());
    text(EFFECT, evidence.effect());
    text(VERDICT, evidence.verdict());
    text(OUTCOME, evidence.outcome());
    text(RULE, evidence.rule());
    text(REASON, evidence.reason());
    line.raw(RISK).number(evidence.risk());
    riskParts(evidence.riskParts());
    findings(evidence.findings());
    origins(evidence.origins());
    text(DIGEST, evidence.digest());
    line.raw(BYTES).number(evidence.bytes());
    text(RULEBOOK, evidence.rulebook());
    line.raw(POSITION).number(evidence.provenancePosition());
  }

  /** Left out where nobody says more of the caller than its name. */
  private void caller(Evidence evidence) {
    List<String> roles = evidence.roles();
    if (roles.isEmpty() && evidence.agent().isEmpty()) {
      return;
    }
    line.raw(ROLES);
    int count = Math.min(roles.size(), listMax);
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        line.raw(',');
      }
      line.text(roles.get(i), textMax);
    }
    text(AGENT, evidence.agent());
  }

  private void riskParts(List<RiskPart> parts) {
    line.raw(RISK_PARTS);
    int count = Math.min(parts.size(), listMax);
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        line.raw(',');
      }
      text(FIRST_PART, parts.get(i).part());
      line.raw(POINTS).number(parts.get(i).points()).raw('}');
    }
  }

  private void findings(List<Finding> findings) {
    line.raw(FINDINGS);
    if (findings.size() <= listMax) {
      for (int i = 0; i < findings.size(); i++) {
        finding(findings.get(i), i == 0);
      }
    } else {
      worst(findings);
    }
    line.raw(FINDINGS_LEFT_OUT).number(Math.max(0, findings.size() - listMax));
  }

  /** At the bound the worst are kept. */
  private void worst(List<Finding> findings) {
    int written = 0;
    for (Severity severity : WORST_FIRST) {
      for (Finding finding : findings) {
        if (written < listMax && finding.severity() == severity) {
          finding(finding, written == 0);
          written++;
        }
      }
    }
  }

  private void finding(Finding finding, boolean first) {
    if (!first) {
      line.raw(',');
    }
    text(FIRST_RULE, finding.rule());
    text(FAMILY, finding.family().label());
    text(SEVERITY, finding.severity().label());
    line.raw(CONFIDENCE).fraction(finding.confidence());
    locus(finding.locus());
    text(REASON, finding.reason());
    text(DISGUISE, finding.disguise());
    text(OWASP, finding.owasp());
    text(FINGERPRINT, finding.fingerprint());
    line.raw('}');
  }

  private void origins(List<Origin> origins) {
    line.raw(ORIGINS);
    int count = Math.min(origins.size(), listMax);
    for (int i = 0; i < count; i++) {
      origin(origins.get(i), i == 0);
    }
    line.raw(ORIGINS_LEFT_OUT).number(origins.size() - count);
  }

  private void origin(Origin origin, boolean first) {
    if (!first) {
      line.raw(',');
    }
    line.raw(FIRST_TAG).number(origin.tag());
    text(CALL, origin.call());
    text(SERVER, origin.server());
    text(TOOL, origin.tool());
    text(SOURCE, origin.source());
    text(CATEGORY, origin.category());
    text(MATCH, origin.match());
    text(DISGUISE, origin.disguise());
    locus(origin.locus());
    line.raw('}');
  }

  private void locus(Locus locus) {
    String shown = ShownPointer.of(locus.pointer(), textMax);
    line.raw(POINTER).text(shown, shown.length());
    line.raw(START).number(locus.start()).raw(END).number(locus.end());
  }

  private void text(byte[] member, String text) {
    line.raw(member).text(text, textMax);
  }
}
