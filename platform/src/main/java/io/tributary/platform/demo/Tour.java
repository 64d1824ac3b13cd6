package io.tributary.platform.demo;

import io.tributary.platform.identity.Issuer;
import io.tributary.platform.identity.NoToken;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BiConsumer;

import tools.jackson.databind.JsonNode;

/**
 * A tour through the shop: registers, orders, pays, refuses, reads one order in three ways, and computes a view anew. Each step says what
 * came of it; the tour ends at the first that did not hold.
 */
public final class Tour {
    private static final String FIRST_NAME = "Zoë Ångström";
    private static final String NEW_NAME = "Zoë Müller-Ångström";

    private final Customers customers;
    private final Orders orders;
    private final Views views;
    private final BiConsumer<Boolean, String> report;

    private Tour(Shop visitor, Shop shop, BiConsumer<Boolean, String> report) {
        this.customers = new Customers(visitor, shop);
        this.orders = new Orders(shop);
        this.views = new Views(shop);
        this.report = report;
    }

    /** Whether all of it held. Each step is reported with whether it did. */
    public static boolean through(Issuer issuer, BiConsumer<Boolean, String> report) throws InterruptedException {
        try {
            Shop visitor = Shop.open(issuer);
            new Tour(visitor, visitor.asOps(), report).run();
            return true;
        } catch (TourFailed | NoToken e) {
            report.accept(false, String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void run() throws InterruptedException {
        String email = "zoe-" + UUID.randomUUID() + "@example.org";
        String zoe = customers.register(FIRST_NAME, email);
        String ben = customers.register("Ben Okafor", "ben-" + UUID.randomUUID() + "@example.org");
        say("registered " + FIRST_NAME + " and Ben Okafor");
        customers.registerRefused("Someone Else", email.toUpperCase(Locale.ROOT));
        say("refused: a second registration with the same e-mail in capitals (409 email-taken)");

        String silent = orders.place(ben, "card-silent");
        say("placed order " + silent + ", whose payment is never answered");
        String shipped = shippedOrder(zoe);
        String declined = orders.place(zoe, "card-declined");
        orders.awaitCancelled(declined, "payment-declined");
        say("placed order " + declined + ": payment declined (" + orders.payment(declined).text("/items/0/declineReason")
                + "), order cancelled");

        orders.lookForAsAnother(shipped, ben);
        say("Zoë's order is unknown to Ben (404)");

        rename(zoe, shipped);
        threeWays(shipped);
        orders.awaitCancelled(silent, "payment-timeout");
        orders.awaitPayment(silent, "VOIDED");
        say("order " + silent + " was cancelled by its payment deadline; its payment is voided, nothing is held");
        replay(List.of(zoe, ben), List.of(shipped, declined, silent));
    }

    private String shippedOrder(String customer) throws InterruptedException {
        String order = orders.place(customer, "card-visa");
        orders.awaitStatus(order, "CONFIRMED");
        orders.ship(order);
        orders.awaitPayment(order, "CAPTURED");
        orders.awaitStatus(order, "SHIPPED");
        say("placed order " + order + ": payment authorised, order confirmed, shipped, payment captured");
        return order;
    }

    private void rename(String customer, String order) throws InterruptedException {
        String token = customers.rename(customer, NEW_NAME);
        views.readOwnWrite(customer, token, NEW_NAME);
        say("renamed to " + NEW_NAME + "; a read with the answer's consistency token sees it at once");
        orders.awaitCustomerName(order, NEW_NAME);
        views.awaitNames(customer, order, NEW_NAME);
        say("the new name reached order-service's copy, the order details and the dashboard");
    }

    private void threeWays(String order) throws InterruptedException {
        orders.awaitStatus(order, "SHIPPED");
        JsonNode replica = orders.read(order).json();
        JsonNode view = views.awaitSettled(order).json();
        JsonNode composition = views.composition(order).json();
        for (String field : List.of("orderId", "status", "total", "lines")) {
            requireEqual(field, replica.path(field), view.path(field), composition.path(field));
        }
        requireEqual("customer's name", replica.path("customerName"), view.at("/customer/name"), composition.at("/customer/name"));
        say("order " + order
                + " read from the owner with its copy, from the view and by composition: equal id, status, total, lines, name");
    }

    private void replay(List<String> people, List<String> settled) throws InterruptedException {
        for (String order : settled) {
            views.awaitSettled(order);
        }
        List<JsonNode> before = views.orderDetails(people);
        String progress = views.rebuildInPlace();
        List<JsonNode> after = views.orderDetails(people);
        if (!before.equals(after)) {
            throw new TourFailed("The rows of order-details differ after the replay: before " + before + ", after " + after);
        }
        say("replayed order-details (" + progress + "): the same rows as before");
    }

    private void say(String text) {
        report.accept(true, text);
    }

    private static void requireEqual(String what, JsonNode replica, JsonNode view, JsonNode composition) {
        if (replica.isMissingNode() || !replica.equals(view) || !replica.equals(composition)) {
            throw new TourFailed("The " + what + " differs: owner " + replica + ", view " + view + ", composition " + composition);
        }
    }
}
