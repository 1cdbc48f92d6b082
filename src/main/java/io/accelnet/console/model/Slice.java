package io.accelnet.console.model;

import java.util.List;

/**
 * A page of a list.
 *
 * @param rows the rows on it
 * @param page which page, from 1
 * @param pages how many there are; 1 if there are no rows
 * @param first the number of its first row, from 1; 0 if there are no rows
 * @param matching how many rows all pages have
 * @param all how many rows there are, found or not
 */
public record Slice<R>(List<R> rows, int page, int pages, int first, int matching, int all) {
    public Slice {
        rows = List.copyOf(rows);
    }

    /**
     * A page of these rows.
     *
     * @param found the rows that somebody looks for
     * @param wanted which page; the nearest one, if there is none of this number
     * @param size the most rows of a page
     * @param all how many rows there are, found or not
     */
    static <R> Slice<R> of(List<R> found, int wanted, int size, int all) {
        int pages = Math.max(1, Math.ceilDiv(found.size(), size));
        int page = Math.clamp(wanted, 1, pages);
        int from = (page - 1) * size;
        return new Slice<>(
                found.subList(from, Math.min(found.size(), from + size)),
                page,
                pages,
                found.isEmpty() ? 0 : from + 1,
                found.size(),
                all);
    }

    /** The number of its last row, from 1; 0 if there are no rows. */
    public int last() {
        return rows.isEmpty() ? 0 : first + rows.size() - 1;
    }

    /** Whether there is a page before it. */
    public boolean hasPrevious() {
        return page > 1;
    }

    /** Whether there is a page after it. */
    public boolean hasNext() {
        return page < pages;
    }
}
