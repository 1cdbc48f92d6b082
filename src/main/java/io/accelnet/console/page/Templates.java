package io.accelnet.console.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/** The templates of src/main/jte, which the build has made classes of. They write every value as text, whatever is in it. */
final class Templates {
    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

    /**
     * A page, or a part of one.
     *
     * @param name the template
     * @param values its parameters
     */
    String write(String name, Map<String, Object> values) {
        StringOutput output = new StringOutput();
        engine.render(name + ".jte", values, output);
        return output.toString();
    }
}
