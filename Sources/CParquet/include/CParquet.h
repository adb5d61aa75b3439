// What the Parquet plugin provides: one table of functions, found under one symbol. Data passes as in the Arrow
// C data interface, whose structs are a fixed public ABI.
#pragma once
#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE
struct ArrowSchema {
  const char *format, *name, *metadata;
  int64_t flags, n_children;
  struct ArrowSchema **children, *dictionary;
  void (*release)(struct ArrowSchema *);
  void *private_data;
};
struct ArrowArray {
  int64_t length, null_count, offset, n_buffers, n_children;
  const void **buffers;
  struct ArrowArray **children, *dictionary;
  void (*release)(struct ArrowArray *);
  void *private_data;
};
#endif
#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE
struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
  int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
  const char *(*get_last_error)(struct ArrowArrayStream *);
  void (*release)(struct ArrowArrayStream *);
  void *private_data;
};
#endif

// Changes whenever the table below does.
#define PARQUET_PLUGIN_VERSION 1

typedef struct parquet_file parquet_file;

// Functions that can fail return null or false and set `error` to a text that `free_error` takes back.
// A file may be used by several threads; a stream belongs to one at a time and outlives its file.
typedef struct parquet_plugin {
  int32_t version;
  parquet_file *(*open)(const char *path, char **error);
  void (*close)(parquet_file *file);
  int32_t (*group_count)(const parquet_file *file);
  int64_t (*row_count)(const parquet_file *file, int32_t group);
  // The bytes that a row group takes in the file.
  int64_t (*byte_count)(const parquet_file *file, int32_t group);
  // The columns as children of a struct; one that Parquet calls INTERVAL has the extension name parquet.interval.
  bool (*schema)(const parquet_file *file, struct ArrowSchema *out, char **error);
  // Reads some columns of one row group, at most so many rows a batch; columns come in the order of the schema.
  bool (*read)(const parquet_file *file, int32_t group, const int32_t *columns, int32_t column_count,
               int64_t batch_rows, bool uses_threads, struct ArrowArrayStream *out, char **error);
  void (*free_error)(char *error);
} parquet_plugin;

typedef const parquet_plugin *(*parquet_plugin_entry)(void);  // the symbol is `parquet_plugin_open`

#ifdef __cplusplus
}
#endif
