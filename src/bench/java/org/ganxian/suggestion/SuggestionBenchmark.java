package org.ganxian.suggestion;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.ganxian.platform.ShippedCsv;

/**
 * How often the first level that is suggested is the one that people gave: real messages of residents, five-fold
 * cross-validation, five divisions. Their labels are the names of our first level. Prints figures only.
 */
final class SuggestionBenchmark {

    private static final Path MESSAGES = Path.of("../shared/data/留言.xlsx");
    private static final int FOLDS = 5;
    private static final int DIVISIONS = 5;
    private static final int AMONG = 3;

    private record Message(String code, String title, String text) {
        CategoryModel.Example example() {
            return new CategoryModel.Example(code, Terms.counted(title, text));
        }
    }

    public static void main(String[] arguments) throws Exception {
        if (!Files.exists(MESSAGES)) {
            System.out.println("Categories suggested: no messages at " + MESSAGES + ", nothing measured");
            return;
        }
        List<Message> messages = messages();
        List<CategoryModel.Example> examples =
                messages.stream().map(Message::example).toList();
        int first = 0;
        int among = 0;
        long nanos = 0;
        for (int division = 0; division < DIVISIONS; division++) {
            int[] fold = folds(messages, division);
            for (int left = 0; left < FOLDS; left++) {
                List<CategoryModel.Example> known = new ArrayList<>();
                for (int i = 0; i < fold.length; i++) {
                    if (fold[i] != left) {
                        known.add(examples.get(i));
                    }
                }
                CategoryModel model = new CategoryModel(CategoryWords.shipped(), known);
                for (int i = 0; i < fold.length; i++) {
                    if (fold[i] == left) {
                        Message message = messages.get(i);
                        long start = System.nanoTime();
                        Map<String, Double> firsts = model.firsts(message.title(), message.text());
                        nanos += System.nanoTime() - start;
                        List<String> ranked = firsts.entrySet().stream()
                                .sorted(Map.Entry.<String, Double>comparingByValue()
                                        .reversed())
                                .limit(AMONG)
                                .map(Map.Entry::getKey)
                                .toList();
                        first += ranked.indexOf(message.code()) == 0 ? 1 : 0;
                        among += ranked.contains(message.code()) ? 1 : 0;
                    }
                }
            }
        }
        double asked = messages.size() * (double) DIVISIONS;
        System.out.printf(
                "Categories suggested: %d messages, first %.3f, among three %.3f, %.1f ms each%n",
                messages.size(), first / asked, among / asked, nanos / asked / 1_000_000);
    }

    /** Each category spread evenly. */
    private static int[] folds(List<Message> messages, long division) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(division));
        order.sort(Comparator.comparing(i -> messages.get(i).code()));
        int[] fold = new int[messages.size()];
        for (int i = 0; i < fold.length; i++) {
            fold[order.get(i)] = i % FOLDS;
        }
        return fold;
    }

    private static List<Message> messages() throws Exception {
        Map<String, String> firstLevel = ShippedCsv.rows("data/categories.csv").stream()
                .filter(row -> row.get("level").equals("1"))
                .collect(Collectors.toMap(row -> row.get("name"), row -> row.get("code")));
        try (InputStream in = Files.newInputStream(MESSAGES);
                ReadableWorkbook book = new ReadableWorkbook(in)) {
            return book.getFirstSheet().openStream()
                    .skip(1)
                    .filter(row -> firstLevel.containsKey(cell(row, 5)))
                    .map(row -> new Message(firstLevel.get(cell(row, 5)), cell(row, 2), cell(row, 4)))
                    .toList();
        }
    }

    private static String cell(Row row, int column) {
        return row.getCellText(column).strip();
    }

    private SuggestionBenchmark() {}
}
