/** A data set on disk: its layout, its items, how it is imported and its fingerprint. */
package io.synapse.dataset;
