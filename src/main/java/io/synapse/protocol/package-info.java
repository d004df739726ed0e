/** The messages between the driver and its workers or the bridge to Ray, and their JSON form. */
package io.synapse.protocol;
