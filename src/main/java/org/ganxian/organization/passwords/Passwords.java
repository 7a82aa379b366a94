package org.ganxian.organization.passwords;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ganxian.platform.Texts;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Which passwords are good enough: long, and not what everybody tries first. */
@Component
public class Passwords {

    /** Of all accounts of the demo city. */
    public static final String DEMO = "ganxian";

    public static final int MIN_LENGTH = 10;
    private static final int MAX_LENGTH = 128;
    private static final int RANDOM_LENGTH = 16;
    private static final String PLAIN = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int FEWEST_DIFFERENT = 5;

    /** Lower case, without digits and signs around them. */
    private static final Set<String> KNOWN = read();

    private final boolean demo;

    Passwords(Environment environment) {
        this.demo = environment.acceptsProfiles(Profiles.of("demo"));
    }

    /** For a first login: long, and without letters and digits that look alike. */
    public static String random(String username, String name) {
        String password = random();
        while (problem(password, username, name).isPresent()) {
            password = random();
        }
        return password;
    }

    private static String random() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < RANDOM_LENGTH; i++) {
            password.append(i > 0 && i % 4 == 0 ? "-" : "").append(PLAIN.charAt(RANDOM.nextInt(PLAIN.length())));
        }
        return password.toString();
    }

    public boolean isDemo() {
        return demo;
    }

    /** The one password of the demo's accounts, in the demo. */
    public boolean isDemo(String password) {
        return demo && DEMO.equals(password);
    }

    /** zh-CN, why a password will not do for this person; empty when it will. */
    public static Optional<String> problem(String password, String username, String name) {
        String plain = folded(password);
        if (Texts.length(password) < MIN_LENGTH) {
            return Optional.of("密码至少 " + MIN_LENGTH + " 个字符，可以用一句自己记得住的话");
        } else if (Texts.length(password) > MAX_LENGTH || !Texts.isReadable(password)) {
            return Optional.of("密码不能超过 " + MAX_LENGTH + " 个字符，不能含有控制字符");
        } else if (isPartOf(plain, username) || isPartOf(plain, name)) {
            return Optional.of("密码不能包含用户名或姓名");
        } else if (plain.codePoints().distinct().count() < FEWEST_DIFFERENT || isRow(plain)) {
            return Optional.of("密码太有规律，请换一个");
        } else if (KNOWN.contains(plain) || KNOWN.contains(core(plain))) {
            return Optional.of("这个密码太常见，容易被猜到，请换一个");
        }
        return Optional.empty();
    }

    private static boolean isPartOf(String password, String word) {
        String part = folded(word);
        return part.length() > 1 && password.contains(part);
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }

    /** 123456…, abcdef… and back, in whole. */
    private static boolean isRow(String text) {
        int step = text.length() > 1 ? text.charAt(1) - text.charAt(0) : 0;
        for (int i = 1; i < text.length(); i++) {
            int next = text.charAt(i) - text.charAt(i - 1);
            boolean round = text.charAt(i) == '0' && text.charAt(i - 1) == '9';
            if (Math.abs(step) > 1 || next != step && !round) {
                return false;
            }
        }
        return true;
    }

    /** The word in the middle of {@code 2026Password!}. */
    private static String core(String text) {
        return text.replaceFirst("^[^\\p{L}]+", "").replaceFirst("[^\\p{L}]+$", "");
    }

    private static Set<String> read() {
        try (InputStream lines = new ClassPathResource("data/known-passwords.txt").getInputStream()) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
