package org.ganxian.platform.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.datatype.jsr310.deser.LocalDateDeserializer;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Days in JSON and among parameters are those of {@link TypedDay}, too. */
@Configuration(proxyBeanMethods = false)
class TypedDays implements WebMvcConfigurer {

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, LocalDate.class, new Converter<String, LocalDate>() {
            @Override
            public @Nullable LocalDate convert(String text) {
                return text.isBlank() ? null : TypedDay.parse(text);
            }
        });
    }

    @Bean
    Jackson2ObjectMapperBuilderCustomizer daysWithinReach() {
        return builder -> builder.deserializerByType(LocalDate.class, new WithinReach());
    }

    private static class WithinReach extends LocalDateDeserializer {

        private WithinReach() {
            super(DateTimeFormatter.ISO_LOCAL_DATE);
        }

        @Override
        public LocalDate deserialize(JsonParser json, DeserializationContext context) throws IOException {
            LocalDate day = super.deserialize(json, context);
            return day == null || TypedDay.isWithinReach(day)
                    ? day
                    : (LocalDate) context.handleWeirdStringValue(LocalDate.class, day.toString(), "Too far off");
        }
    }
}
