package io.masspayout.hedera.local.mirror;

/** One condition of a query: {@code gt:5}, or a plain value, which means equal. */
record Filter(Op op, String value) {

    enum Op {
        EQ,
        NE,
        LT,
        LTE,
        GT,
        GTE
    }

    static Filter parse(String key, String text) throws MirrorException {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return new Filter(Op.EQ, text);
        }
        String value = text.substring(colon + 1);
        return switch (text.substring(0, colon)) {
            case "eq" -> new Filter(Op.EQ, value);
            case "ne" -> new Filter(Op.NE, value);
            case "lt" -> new Filter(Op.LT, value);
            case "lte" -> new Filter(Op.LTE, value);
            case "gt" -> new Filter(Op.GT, value);
            case "gte" -> new Filter(Op.GTE, value);
            default -> throw MirrorException.invalid(key);
        };
    }

    boolean isLower() {
        return op == Op.GT || op == Op.GTE;
    }

    boolean isUpper() {
        return op == Op.LT || op == Op.LTE;
    }
}
