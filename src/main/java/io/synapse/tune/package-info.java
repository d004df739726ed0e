/** The tuning loop, and the ports through which it records and shows what happens. */
package io.synapse.tune;
