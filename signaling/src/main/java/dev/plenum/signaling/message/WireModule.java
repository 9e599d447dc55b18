package dev.plenum.signaling.message;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.plenum.sfu.control.SourceKind;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How enums are spelt which others own, or which are not plain strings on the wire. */
final class WireModule extends SimpleModule {

  private static final long serialVersionUID = 1L;

  private static final Map<String, SourceKind> KINDS =
      Stream.of(SourceKind.values()).collect(Collectors.toMap(Json::label, Function.identity()));

  WireModule() {
    super("plenum");
    addSerializer(SourceKind.class, new KindWriter());
    addKeySerializer(SourceKind.class, new KindFieldWriter());
    addDeserializer(SourceKind.class, new KindReader());
    addSerializer(MuteAuthor.class, new MuteAuthorWriter());
  }

  private static final class KindWriter extends JsonSerializer<SourceKind> {
    @Override
    public void serialize(SourceKind kind, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(Json.label(kind));
    }
  }

  private static final class KindFieldWriter extends JsonSerializer<SourceKind> {
    @Override
    public void serialize(SourceKind kind, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeFieldName(Json.label(kind));
    }
  }

  /** Reads a kind which we do not know as null: values of a later protocol are ignored. */
  private static final class KindReader extends JsonDeserializer<@Nullable SourceKind> {
    @Override
    public @Nullable SourceKind deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      return KINDS.get(json.getValueAsString(""));
    }
  }

  private static final class MuteAuthorWriter extends JsonSerializer<MuteAuthor> {
    @Override
    public void serialize(MuteAuthor author, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (author == MuteAuthor.NOBODY) {
        json.writeBoolean(false);
      } else {
        json.writeString(Json.label(author));
      }
    }
  }
}
