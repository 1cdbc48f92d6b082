package io.accelnet.api.crd;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Reads documentation comments with the compiler's own parser. */
final class JavadocReader extends TreePathScanner<@Nullable Void, String> {
    private final DocTrees trees;
    private final Map<String, String> texts = new TreeMap<>();

    private JavadocReader(DocTrees trees) {
        this.trees = trees;
    }

    static Javadoc read(Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.list(folder)) {
            List<Path> records = sources.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(records));
            JavadocReader reader = new JavadocReader(DocTrees.instance(task));
            for (CompilationUnitTree unit : task.parse()) {
                reader.scan(unit, "");
            }
            return new Javadoc(reader.texts);
        }
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, String outer) {
        String name = type.getSimpleName().toString();
        DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
        if (comment != null) {
            texts.put(name, DocText.of(comment.getFullBody()));
            for (var tag : comment.getBlockTags()) {
                if (tag instanceof ParamTree param) {
                    texts.put(name + "#" + param.getName(), DocText.of(param.getDescription()));
                }
            }
        }
        return super.visitClass(type, name);
    }

    @Override
    public @Nullable Void visitVariable(VariableTree constant, String type) {
        DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
        if (comment != null) {
            texts.put(type + "#" + constant.getName(), DocText.of(comment.getFullBody()));
        }
        return super.visitVariable(constant, type);
    }
}
