package io.tributary.payment.provider;

/** The provider did not take a request, or nobody knows whether it did. */
public final class ProviderUnavailable extends RuntimeException {
    public ProviderUnavailable(String detail) {
        super(detail);
    }
}
