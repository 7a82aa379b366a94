package org.ganxian.platform.web;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.http.MediaType;

/** What the OpenAPI document says of an operation that answers with a {@link Problem}. The texts are zh-CN. */
public final class ProblemAnswers {

    /** Under which the document describes a problem. */
    public static final String SCHEMA = "#/components/schemas/Problem";

    private ProblemAnswers() {}

    /** 404. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ApiResponse(
            responseCode = "404",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE, schema = @Schema(ref = SCHEMA)))
    public @interface NotFound {
        @AliasFor(annotation = ApiResponse.class, attribute = "description")
        String value();
    }

    /** 409. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ApiResponse(
            responseCode = "409",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE, schema = @Schema(ref = SCHEMA)))
    public @interface Conflict {
        @AliasFor(annotation = ApiResponse.class, attribute = "description")
        String value();
    }

    /** 422. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ApiResponse(
            responseCode = "422",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE, schema = @Schema(ref = SCHEMA)))
    public @interface Contradiction {
        @AliasFor(annotation = ApiResponse.class, attribute = "description")
        String value();
    }
}
