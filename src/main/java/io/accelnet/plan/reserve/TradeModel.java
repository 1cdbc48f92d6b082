package io.accelnet.plan.reserve;

/**
 * How typed slots are laid out that may be traded: so many of the middle of three ranks for some of the highest and some of
 * the lowest, which take the same VFs and queue pairs together.
 *
 * @param block how many slots of the highest rank or a multiple of it one trade gives, a power of two and no less than the
 *     size of any VM that is placed
 * @param lean of what is left of the middle rank after all trades, how many {@link #LEANS}ths are traded beforehand, in
 *     blocks of one
 * @param unused how many {@link #PARTS}ths of the free VFs are left unused, for larger ones to have their queue pairs
 */
record TradeModel(int block, int lean, int unused) {

    /** In how many steps what is left can lean to the middle or to the ends. */
    static final int LEANS = 4;

    static final int PARTS = 64;
}
