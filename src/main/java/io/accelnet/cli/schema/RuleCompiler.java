package io.accelnet.cli.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import java.util.List;
import java.util.Set;

/** Compiles rules, with the functions that Kubernetes adds to CEL as far as ours use them. */
final class RuleCompiler {
    private static final Set<String> KNOWN = Set.of("rule", "message", "reason", "fieldPath");

    private final Cel cel = CelFactory.plannerCelBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addCompilerLibraries(CelExtensions.strings())
            .addRuntimeLibraries(CelExtensions.strings())
            .addVar("self", SimpleType.DYN)
            .addVar("oldSelf", SimpleType.DYN)
            .addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(
                    "sum",
                    CelOverloadDecl.newMemberOverload("list_sum_int", SimpleType.INT, ListType.create(SimpleType.DYN))))
            .addFunctionBindings(CelFunctionBinding.from("list_sum_int", List.class, RuleCompiler::sum))
            .build();

    Rule compile(JsonNode json) {
        json.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name)) {
                throw new IllegalArgumentException("a rule says " + name + ", which isn't understood here");
            }
        });
        String rule = json.path("rule").asText();
        try {
            CelAbstractSyntaxTree ast = cel.compile(rule).getAst();
            return new Rule(
                    cel.createProgram(ast),
                    mentionsOldSelf(ast),
                    json.path("fieldPath").asText(),
                    reason(json.path("reason").asText()),
                    json.path("message").asText("failed rule: " + rule));
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalArgumentException("the rule " + rule + " can't be compiled", e);
        }
    }

    private static boolean mentionsOldSelf(CelAbstractSyntaxTree ast) {
        return CelNavigableAst.fromAst(ast)
                .getRoot()
                .allNodes()
                .anyMatch(node -> node.expr().identOrDefault().name().equals("oldSelf"));
    }

    private static Rule.Reason reason(String word) {
        return switch (word) {
            case "", "FieldValueInvalid" -> Rule.Reason.INVALID;
            case "FieldValueForbidden" -> Rule.Reason.FORBIDDEN;
            default ->
                throw new IllegalArgumentException("a rule's reason is " + word + ", which isn't understood here");
        };
    }

    private static long sum(List<?> numbers) {
        return numbers.stream()
                .mapToLong(number -> ((Number) number).longValue())
                .sum();
    }
}
