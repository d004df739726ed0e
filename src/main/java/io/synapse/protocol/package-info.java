/**
 * What a driver and its workers say to each other, version 1: one JSON object a line over a
 * Unix-domain socket. A worker begins with {@code hello}; the driver answers with {@code setup} and
 * then sends one {@code run} after another, each after the end of the one before.
 */
package io.synapse.protocol;
