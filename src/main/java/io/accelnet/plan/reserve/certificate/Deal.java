package io.accelnet.plan.reserve.certificate;

/**
 * How many trades of each kind are made.
 *
 * @param spreads {@link Trade#SPREAD}
 * @param raises {@link Trade#RAISE}
 * @param lifts {@link Trade#LIFT}
 */
record Deal(int spreads, int raises, int lifts) {

    static final Deal NONE = new Deal(0, 0, 0);

    Deal minus(Deal other) {
        return new Deal(spreads - other.spreads, raises - other.raises, lifts - other.lifts);
    }
}
