/**
 * Folders, digests, atomic and JSON files, disk space, and what failures of the file system mean.
 */
package io.synapse.files;
