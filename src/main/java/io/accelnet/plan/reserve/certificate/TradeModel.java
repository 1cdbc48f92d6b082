package io.accelnet.plan.reserve.certificate;

/**
 * How typed slots are laid out that may be traded, see {@link TradeRates.Trade}.
 *
 * @param block how many slots of a rank a trade gives or takes, or a multiple of it: a power of two and no less than the size
 *     of any VM that is placed
 * @param lean of what is left of the middle rank after all trades, how many {@link #LEANS}ths are spread beforehand, in
 *     blocks of one
 * @param unused how many {@link #PARTS}ths of the free VFs are left unused beforehand, for larger ones to have their queue
 *     pairs
 */
public record TradeModel(int block, int lean, int unused) {

    /** In how many steps what is left can lean to the middle or to the ends. */
    public static final int LEANS = 4;

    static final int PARTS = 64;
}
