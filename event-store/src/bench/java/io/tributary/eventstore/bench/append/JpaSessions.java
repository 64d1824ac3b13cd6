package io.tributary.eventstore.bench.append;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.axonframework.common.jpa.EntityManagerProvider;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;

/** One entity manager and one transaction per thread that works in one. */
final class JpaSessions implements EntityManagerProvider, TransactionManager {
    private final EntityManagerFactory factory;
    private final ThreadLocal<EntityManager> current = new ThreadLocal<>();

    JpaSessions(EntityManagerFactory factory) {
        this.factory = factory;
    }

    @Override
    public EntityManager getEntityManager() { return current.get(); }

    @Override
    public Transaction startTransaction() {
        if (current.get() != null) {
            return new Joined();
        }
        var session = factory.createEntityManager();
        session.getTransaction().begin();
        current.set(session);
        return new Own(session);
    }

    private static final class Joined implements Transaction {
        @Override
        public void commit() {}

        @Override
        public void rollback() {}
    }

    private final class Own implements Transaction {
        private final EntityManager session;

        Own(EntityManager session) {
            this.session = session;
        }

        @Override
        public void commit() {
            current.remove();
            try (session) {
                session.getTransaction().commit();
            }
        }

        @Override
        public void rollback() {
            current.remove();
            try (session) {
                session.getTransaction().rollback();
            }
        }
    }
}
