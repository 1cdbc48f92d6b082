package io.accelnet.api.crd;

import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.TextTree;
import java.util.List;

/** A documentation comment as plain text on one line. */
final class DocText {
    private DocText() {}

    static String of(List<? extends DocTree> trees) {
        StringBuilder text = new StringBuilder();
        for (DocTree tree : trees) {
            text.append(
                    switch (tree) {
                        case TextTree plain -> plain.getBody();
                        case LiteralTree code -> code.getBody().getBody();
                        case LinkTree link -> link.getReference().getSignature();
                        default ->
                            throw new IllegalArgumentException(
                                    "markup that a CRD can't show: " + tree + " (write it in words)");
                    });
        }
        return text.toString().replaceAll("\\s+", " ").strip();
    }
}
