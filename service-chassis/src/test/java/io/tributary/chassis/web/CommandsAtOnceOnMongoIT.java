package io.tributary.chassis.web;

@ParcelsOnMongo
class CommandsAtOnceOnMongoIT extends CommandsAtOnceContract {}
