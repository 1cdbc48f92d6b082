package io.accelnet.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LoadState;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.BaseLib;
import org.luaj.vm2.lib.PackageLib;
import org.luaj.vm2.lib.TableLib;

/** Runs the health script as Argo CD does: the object is the global {@code obj}, and there are no libraries but the basic ones. */
final class ArgoHealth {
    private static final Path SCRIPT = Path.of("deploy/argocd/health.lua");

    /**
     * What a script says of an object.
     *
     * @param status Healthy, Progressing or Degraded
     * @param message why
     */
    record Health(String status, String message) {}

    private final String script;

    private ArgoHealth(String script) {
        this.script = script;
    }

    /** With the script that is shipped. */
    static ArgoHealth committed() {
        try {
            return new ArgoHealth(Files.readString(SCRIPT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Health of(JsonNode object) {
        Globals globals = new Globals();
        LoadState.install(globals);
        LuaC.install(globals);
        globals.load(new BaseLib());
        globals.load(new PackageLib());
        globals.load(new TableLib());
        globals.set("obj", lua(object));
        LuaValue health = globals.load(script, SCRIPT.toString()).call();
        return new Health(
                health.get("status").checkjstring(), health.get("message").checkjstring());
    }

    private static LuaValue lua(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> {
                LuaTable table = new LuaTable();
                value.properties().forEach(field -> table.set(field.getKey(), lua(field.getValue())));
                yield table;
            }
            case ARRAY -> {
                LuaTable table = new LuaTable();
                value.forEach(element -> table.set(table.length() + 1, lua(element)));
                yield table;
            }
            case STRING -> LuaValue.valueOf(value.textValue());
            case NUMBER -> LuaValue.valueOf(value.doubleValue());
            case BOOLEAN -> LuaValue.valueOf(value.booleanValue());
            case NULL -> LuaValue.NIL;
            case BINARY, MISSING, POJO -> throw new IllegalArgumentException("not in JSON: " + value.getNodeType());
        };
    }
}
