package org.ganxian.platform.warm;

import java.util.List;
import lombok.AccessLevel;
import lombok.NoArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.TokenStream;

/**
 * Gives back what the parsers of queries have learnt while all queries were taken apart: 14 MB that hardly anybody uses
 * again, since what a query means is kept. Whatever is parsed later is learnt anew.
 */
@Slf4j
@NoArgsConstructor(access = AccessLevel.PRIVATE)
final class ParsersMemory {

    /** By name: Spring Data shows its own to nobody. */
    static final List<String> PARSERS =
            List.of("org.springframework.data.jpa.repository.query.HqlParser", "org.hibernate.grammars.hql.HqlParser");

    static final List<String> LEXERS =
            List.of("org.springframework.data.jpa.repository.query.HqlLexer", "org.hibernate.grammars.hql.HqlLexer");

    static void giveBack() {
        PARSERS.forEach(name -> giveBack(name, TokenStream.class));
        LEXERS.forEach(name -> giveBack(name, CharStream.class));
    }

    private static void giveBack(String name, Class<?> input) {
        try {
            parser(name, input).getInterpreter().clearDFA();
        } catch (ReflectiveOperationException | UnsupportedOperationException elsewhere) {
            // Another release of theirs; the memory stays taken.
            log.debug("Nothing given back by {}", name, elsewhere);
        }
    }

    static Recognizer<?, ?> parser(String name, Class<?> input) throws ReflectiveOperationException {
        var constructor = Class.forName(name).getDeclaredConstructor(input);
        constructor.setAccessible(true);
        return (Recognizer<?, ?>) constructor.newInstance(new Object[] {null});
    }
}
