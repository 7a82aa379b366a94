package org.ganxian.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What is typed in a test, so marked that it would be found wherever it were kept. */
public final class Marks {

    private static final AtomicLong NEXT = new AtomicLong(System.nanoTime());

    private final List<String> typed = new ArrayList<>();

    /** A text that occurs nowhere else, of at most 40 characters. */
    public String text() {
        String mark = "XQZ" + NEXT.incrementAndGet();
        typed.add(mark);
        return mark + "王小明";
    }

    /** A telephone number that occurs nowhere else. */
    public String phone() {
        String phone = "139"
                + String.valueOf(NEXT.incrementAndGet() % 100_000_000 + 100_000_000)
                        .substring(1);
        typed.add(phone);
        return phone;
    }

    List<String> typed() {
        return typed;
    }
}
