/** A data set's layout on disk, its import and its fingerprint. */
package io.synapse.dataset;
