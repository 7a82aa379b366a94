package org.ganxian.platform.warm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.thymeleaf.TemplateSpec;
import org.thymeleaf.context.Context;
import org.thymeleaf.engine.TemplateManager;
import org.thymeleaf.exceptions.TemplateEngineException;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;

/** Takes the templates apart. Each stops at the first thing that it would show, which is not there: by then it is kept. */
@Component
@RequiredArgsConstructor
class Templates implements FirstUse {

    private static final String ROOT = "/templates/";
    private static final String SUFFIX = ".html";

    /** These stand around others, and are read with each of them. */
    private static final Pattern FRAME = Pattern.compile("(frame|layout)$");

    private final SpringTemplateEngine engine;

    @Override
    public void rehearse() {
        // Asked behind the engine's back, which logs what is thrown.
        TemplateManager manager = engine.getConfiguration().getTemplateManager();
        for (String name : names()) {
            try {
                manager.parseAndProcess(
                        new TemplateSpec(name, TemplateMode.HTML), new Context(Locale.CHINA), Writer.nullWriter());
            } catch (TemplateEngineException stopped) {
                // As it shall.
                continue;
            }
        }
    }

    private static List<String> names() {
        try {
            return Arrays.stream(
                            new PathMatchingResourcePatternResolver().getResources("classpath:templates/**/*" + SUFFIX))
                    .map(Templates::name)
                    .filter(name -> !FRAME.matcher(name).find())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Resource template) {
        try {
            String path = template.getURL().getPath();
            return path.substring(path.lastIndexOf(ROOT) + ROOT.length(), path.length() - SUFFIX.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
