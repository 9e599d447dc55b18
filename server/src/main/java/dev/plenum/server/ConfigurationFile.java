package dev.plenum.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code plenum.yaml}: an unknown key, or a value of the wrong shape, is an error with its
 * fix.
 */
final class ConfigurationFile {

  private final String name;

  private ConfigurationFile(String name) {
    this.name = name;
  }

  /**
   * @throws StartupException if the file is not there, no YAML, or says something not understood
   */
  static Configuration read(Path file) {
    try {
      return new ConfigurationFile(file.toString()).parse(Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new StartupException(
          file + " does not exist; copy plenum.example.yaml there, or leave out --config", e);
    } catch (IOException e) {
      throw new StartupException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private Configuration parse(String yaml) {
    JsonNode tree;
    try {
      tree = new YAMLMapper().readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new StartupException(name + " is no valid YAML: " + e.getOriginalMessage(), e);
    }
    Configuration defaults = Configuration.defaults();
    if (tree.isMissingNode() || tree.isNull()) {
      return defaults;
    }
    Section top = new Section("", tree);
    Section limits = top.section("limits");
    Configuration.Limits most = defaults.limits();
    Configuration read =
        new Configuration(
            top.text("http-host", defaults.httpHost()),
            top.number("http-port", 0, 65_535, defaults.httpPort()),
            top.number("media-port", 0, 65_535, defaults.mediaPort()),
            top.number("loops", 0, 1_024, defaults.loops()),
            top.texts("public-addresses"),
            top.number("ice-tcp-port", 0, 65_535, defaults.iceTcpPort()),
            top.flag("orchestrator", defaults.orchestrated()),
            top.number("rehearsal-seconds", 0, 60, defaults.rehearsalSeconds()),
            new Configuration.Tls(
                top.text("tls-cert", ""),
                top.text("tls-key", ""),
                top.flag("tls-self-signed", false)),
            top.pairs("api-keys"),
            new Configuration.Limits(
                limits.number("rooms", 1, 1_000_000, most.rooms()),
                limits.number("participants", 1, 10_000, most.participants()),
                limits.number("connections", 1, 1_000_000, most.connections()),
                limits.number("ice-tcp-connections", 1, 1_000_000, most.iceTcpConnections()),
                limits.number("offer-bytes", 4_096, 16 << 20, most.offerBytes()),
                limits.number("message-bytes", 1_024, 16 << 20, most.messageBytes()),
                limits.number("data-bytes", 128, 1 << 20, most.dataBytes()),
                limits.number("messages-per-second", 1, 100_000, most.messagesPerSecond()),
                limits.number("header-bytes", 1_024, 1 << 20, most.headerBytes())));
    limits.refuseUnknown();
    top.refuseUnknown();
    return read;
  }

  /** A mapping of the file, which remembers what was asked of it: the rest is unknown. */
  private final class Section {

    private final String prefix;
    private final @Nullable JsonNode node;
    private final Set<String> known = new HashSet<>();

    Section(String prefix, @Nullable JsonNode node) {
      if (node != null && !node.isObject()) {
        throw wrong(prefix.isEmpty() ? "the file" : prefix, "keys with values");
      }
      this.prefix = prefix;
      this.node = node;
    }

    Section section(String key) {
      return new Section(prefix + key + ".", value(key));
    }

    String text(String key, String otherwise) {
      JsonNode value = value(key);
      if (value == null) {
        return otherwise;
      }
      if (!value.isValueNode()) {
        throw wrong(prefix + key, "a text");
      }
      return value.asText();
    }

    int number(String key, int least, int most, int otherwise) {
      JsonNode value = value(key);
      if (value == null) {
        return otherwise;
      }
      if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
        throw wrong(prefix + key, "a whole number from " + least + " to " + most);
      }
      return value.intValue();
    }

    boolean flag(String key, boolean otherwise) {
      JsonNode value = value(key);
      if (value == null) {
        return otherwise;
      }
      if (!value.isBoolean()) {
        throw wrong(prefix + key, "on or off");
      }
      return value.booleanValue();
    }

    List<String> texts(String key) {
      JsonNode value = value(key);
      List<String> texts = new ArrayList<>();
      if (value != null) {
        if (!value.isArray()) {
          throw wrong(prefix + key, "a list");
        }
        value.forEach(item -> texts.add(item.asText()));
      }
      return texts;
    }

    Map<String, String> pairs(String key) {
      JsonNode value = value(key);
      Map<String, String> pairs = new LinkedHashMap<>();
      if (value != null) {
        if (!value.isObject()) {
          throw wrong(prefix + key, "lines of KEY: SECRET");
        }
        value.properties().forEach(pair -> pairs.put(pair.getKey(), pair.getValue().asText()));
      }
      return pairs;
    }

    void refuseUnknown() {
      if (node == null) {
        return;
      }
      node.fieldNames()
          .forEachRemaining(
              key -> {
                if (!known.contains(key)) {
                  String hint =
                      NearestName.to(key, known)
                          .map(nearest -> "did you mean " + prefix + nearest + "?")
                          .orElse("plenum.example.yaml lists what there is");
                  throw new StartupException(name + ": unknown key " + prefix + key + "; " + hint);
                }
              });
    }

    private @Nullable JsonNode value(String key) {
      known.add(key);
      JsonNode value = node == null ? null : node.get(key);
      return value == null || value.isNull() ? null : value;
    }

    private StartupException wrong(String key, String wanted) {
      return new StartupException(name + ": " + key + " must be " + wanted);
    }
  }
}
