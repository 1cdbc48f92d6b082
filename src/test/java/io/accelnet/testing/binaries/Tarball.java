package io.accelnet.testing.binaries;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPInputStream;

/** Takes one file out of a .tar.gz, which the JDK can't; just enough of the format for the releases that are read. */
record Tarball(Path file) {

    private static final int BLOCK = 512;
    private static final int NAME_LENGTH = 100;
    private static final int SIZE_OFFSET = 124;
    private static final int SIZE_LENGTH = 12;

    void extract(String entry, Path target) throws IOException {
        try (InputStream tar = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
            for (byte[] header = tar.readNBytes(BLOCK); header.length == BLOCK; header = tar.readNBytes(BLOCK)) {
                String name = text(header, 0, NAME_LENGTH);
                if (name.isEmpty()) {
                    break;
                }
                long size = Long.parseLong(text(header, SIZE_OFFSET, SIZE_LENGTH), 8);
                if (name.equals(entry)) {
                    Files.copy(new Limited(tar, size), target, StandardCopyOption.REPLACE_EXISTING);
                    return;
                }
                tar.skipNBytes((size + BLOCK - 1) / BLOCK * BLOCK);
            }
        }
        throw new IOException(file + " has no " + entry);
    }

    private static String text(byte[] header, int offset, int length) {
        int end = offset;
        while (end < offset + length && header[end] > ' ') {
            end++;
        }
        return new String(header, offset, end - offset, StandardCharsets.US_ASCII);
    }

    /** The stream of one entry, which ends where the entry does. */
    private static final class Limited extends InputStream {
        private final InputStream tar;
        private long left;

        Limited(InputStream tar, long left) {
            this.tar = tar;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = tar.read(buffer, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw new IOException("the archive ends in the middle of a file");
            }
            left -= count;
            return count;
        }
    }
}
