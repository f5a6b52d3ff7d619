package minutebook.web.door;

/** A body whose length was told before. */
final class LengthBody extends BodyReader {
    private long left;

    LengthBody(RawInput raw, DoorLimits limits, Closing closing, long length) {
        super(raw, limits, closing);
        this.left = length;
    }

    @Override
    byte[] next() {
        byte[] part = some(left);
        left -= part.length;
        return part;
    }

    @Override
    boolean isDone() {
        return left == 0;
    }
}
