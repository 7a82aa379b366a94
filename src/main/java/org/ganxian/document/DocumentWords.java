package org.ganxian.document;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.Texts;

/**
 * The words of a document: a text with its placeholders filled in. A line is a paragraph; one with a placeholder that has
 * no value is left out. Texts and values are never evaluated, and a value's own braces are only braces.
 */
final class DocumentWords {

    static final int TEXT_LENGTH = 4000;
    private static final int LINE_LENGTH = 600;

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
    private static final String LEADS = "：";

    /** How many letters the sheet has room for in a line, about. */
    private static final int LETTERS = 30;

    /** The last sheet has at least so many lines of words above the signature. */
    private static final int LAST_LINES = 3;

    /** A longer paragraph at the end is parted after a sentence, so that its end can go with the signature. */
    private static final int LONG_LINES = 10;

    /**
     * A paragraph, or a list of lines.
     *
     * @param lead whether it leads to the next block and stays with it
     * @param from of a list: the number of its first line
     */
    record Block(boolean list, boolean lead, int from, List<String> lines) {

        static Block paragraph(String text) {
            return new Block(false, text.endsWith(LEADS), 1, List.of(text));
        }

        private int height() {
            return lines.stream().mapToInt(Block::height).sum();
        }

        private static int height(String line) {
            return 1 + (line.length() + 1) / LETTERS;
        }

        private Block part(int begin, int end) {
            return new Block(list, lead, from + begin, lines.subList(begin, end));
        }
    }

    /**
     * The words in two parts.
     *
     * @param tail what stays on one sheet with the signature, so that no sheet has a lone line above it
     */
    record Sheet(List<Block> body, List<Block> tail) {}

    private DocumentWords() {}

    /** @param values empty or missing for what there is nothing of */
    static Sheet sheet(String text, Map<Placeholder, List<String>> values) {
        return parted(blocks(text, values));
    }

    private static List<Block> blocks(String text, Map<Placeholder, List<String>> values) {
        List<Block> blocks = new ArrayList<>();
        for (String line : text.split("\n")) {
            List<Placeholder> named = named(line);
            if (line.isBlank() || named.stream().anyMatch(p -> values(values, p).isEmpty())) {
                continue;
            }
            Placeholder last = named.isEmpty() ? null : named.get(named.size() - 1);
            Placeholder block = last != null && last.block() ? last : null;
            String words = block == null
                    ? line
                    : line.substring(0, line.length() - block.written().length());
            if (!words.isBlank()) {
                blocks.add(Block.paragraph(filled(words, values)));
            }
            if (block == Placeholder.MATERIALS) {
                blocks.add(new Block(true, false, 1, values(values, block)));
            } else if (block != null) {
                values(values, block).forEach(one -> blocks.add(Block.paragraph(one)));
            }
        }
        return blocks;
    }

    private static List<String> values(Map<Placeholder, List<String>> values, Placeholder placeholder) {
        return values.getOrDefault(placeholder, List.of());
    }

    private static String filled(String words, Map<Placeholder, List<String>> values) {
        return PLACEHOLDER
                .matcher(words)
                .replaceAll(found -> Matcher.quoteReplacement(Placeholder.of(found.group(1))
                        .map(p -> String.join("，", values(values, p)))
                        .orElse(found.group())));
    }

    private static List<Placeholder> named(String line) {
        return PLACEHOLDER
                .matcher(line)
                .results()
                .flatMap(found -> Placeholder.of(found.group(1)).stream())
                .toList();
    }

    private static Sheet parted(List<Block> blocks) {
        List<Block> body = new ArrayList<>(blocks);
        List<Block> tail = new ArrayList<>();
        int height = 0;
        while (!body.isEmpty()
                && (height < LAST_LINES || body.get(body.size() - 1).lead())) {
            Block last = body.remove(body.size() - 1);
            int cut = last.list() ? firstOfTail(last, LAST_LINES - height) : 0;
            if (cut > 0) {
                body.add(last.part(0, cut));
                last = last.part(cut, last.lines().size());
            } else if (!last.list() && last.height() > LONG_LINES) {
                String words = last.lines().get(0);
                int end = endOfSentence(words);
                if (end > 0) {
                    body.add(Block.paragraph(words.substring(0, end)));
                    last = Block.paragraph(words.substring(end));
                }
            }
            tail.add(0, last);
            height += last.height();
        }
        return new Sheet(body, tail);
    }

    /** So that neither part of a list is a line alone. */
    private static int firstOfTail(Block list, int wanted) {
        int cut = list.lines().size();
        for (int height = 0;
                cut > 0 && height < wanted;
                height += Block.height(list.lines().get(cut))) {
            cut--;
        }
        return cut == 1 ? 0 : cut;
    }

    /** Where the last sentences begin that fill some lines; 0 when there is no such place. */
    private static int endOfSentence(String words) {
        int latest = words.length() - LETTERS * LAST_LINES;
        return Math.max(words.lastIndexOf('。', latest), words.lastIndexOf('；', latest)) + 1;
    }

    /**
     * A text as an editor may keep it: without blank lines and what nobody sees.
     *
     * @throws Refusal 400 with all that is wrong with it
     */
    static String checked(Wording wording, Variant variant, String typed, Printable printable) {
        String text = Texts.visible(typed)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
        Set<String> wrong = new LinkedHashSet<>();
        if (text.isEmpty()) {
            throw Refusal.field("text", "请填写文书的正文");
        }
        if (text.length() > TEXT_LENGTH || text.lines().anyMatch(line -> line.length() > LINE_LENGTH)) {
            wrong.add("正文最多 %d 字，每段最多 %d 字".formatted(TEXT_LENGTH, LINE_LENGTH));
        }
        if (!Texts.isReadable(text)) {
            wrong.add("含有不可见的控制字符，请删除后重试");
        }
        if (PLACEHOLDER.matcher(text).replaceAll("").matches("(?s).*[{}｛｝].*")) {
            wrong.add("花括号要成对，用半角，里面是占位名称，如 {事项}");
        }
        text.lines().forEach(line -> misplaced(wording, line, wrong));
        List<Placeholder> named = named(text);
        wording.required().stream()
                .sorted()
                .filter(p -> !named.contains(p))
                .forEach(p -> wrong.add("缺少 %s（%s）".formatted(p.written(), p.meaning())));
        if (variant == Variant.SERVICE && text.contains("行政许可法")) {
            wrong.add("其他服务不是行政许可，文书不引用行政许可法");
        }
        String lacking = printable.warning(text);
        if (lacking != null) {
            wrong.add(lacking);
        }
        if (!wrong.isEmpty()) {
            throw Refusal.field("text", String.join("；", wrong));
        }
        return text;
    }

    private static void misplaced(Wording wording, String line, Set<String> wrong) {
        PLACEHOLDER.matcher(line).results().forEach(found -> {
            Placeholder known = Placeholder.of(found.group(1)).orElse(null);
            if (known == null || !wording.allowed().contains(known)) {
                wrong.add("这份文书没有 " + found.group() + "，可以用的见下表");
            } else if (known.block() && found.end() < line.length()) {
                wrong.add(known.written() + " 自成一段，后面不能再有文字，请换行");
            }
        });
    }
}
