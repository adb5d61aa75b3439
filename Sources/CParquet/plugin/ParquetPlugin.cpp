// Arrow C++ behind the table of CParquet.h. `scripts/setup --parquet` compiles this file against the pyarrow wheel;
// the package itself never does.
#include "CParquet.h"

#include <arrow/c/bridge.h>
#include <arrow/io/file.h>
#include <arrow/record_batch.h>
#include <arrow/util/key_value_metadata.h>
#include <parquet/arrow/reader.h>
#include <parquet/arrow/schema.h>
#include <parquet/file_reader.h>
#include <parquet/metadata.h>

#include <cstring>
#include <exception>
#include <memory>
#include <string>
#include <vector>

#include "SerialColumns.h"

struct parquet_file {
  std::shared_ptr<arrow::io::RandomAccessFile> source;
  std::shared_ptr<parquet::FileMetaData> metadata;
};

namespace {

constexpr int64_t bufferSize = 1 << 20;

// No exception crosses the boundary: whatever goes wrong becomes a text.
template <class Body> bool guarded(char **error, Body body) noexcept {
  std::string message;
  try {
    const arrow::Status status = body();
    if (status.ok()) return true;
    message = status.message();
  } catch (const std::exception &exception) {
    message = exception.what();
  } catch (...) {
    message = "an unknown C++ exception";
  }
  *error = strdup(message.c_str());
  return false;
}

parquet::ReaderProperties readerProperties() {
  auto properties = parquet::default_reader_properties();
  properties.enable_buffered_stream();
  properties.set_buffer_size(bufferSize);
  return properties;
}

arrow::Result<std::shared_ptr<parquet::arrow::FileReader>> makeReader(const parquet_file &file, int64_t batchRows,
                                                                      bool usesThreads) {
  parquet::arrow::FileReaderBuilder builder;
  ARROW_RETURN_NOT_OK(builder.Open(file.source, readerProperties(), file.metadata));
  auto properties = parquet::default_arrow_reader_properties();
  properties.set_batch_size(batchRows);
  properties.set_use_threads(usesThreads);
  properties.set_pre_buffer(false);
  // Otherwise a UUID is sixteen bytes like any others.
  properties.set_arrow_extensions_enabled(true);
  builder.properties(properties);
  ARROW_ASSIGN_OR_RAISE(std::unique_ptr<parquet::arrow::FileReader> reader, builder.Build());
  return std::shared_ptr<parquet::arrow::FileReader>(std::move(reader));
}

void collectLeaves(const parquet::arrow::SchemaField &field, std::vector<int> &leaves) {
  if (field.column_index >= 0) leaves.push_back(field.column_index);
  for (const auto &child : field.children) collectLeaves(child, leaves);
}

// A stream that keeps the reader alive, which its batches come from.
class OwningReader : public arrow::RecordBatchReader {
 public:
  OwningReader(std::shared_ptr<parquet::arrow::FileReader> reader, std::shared_ptr<arrow::RecordBatchReader> batches)
      : reader(std::move(reader)), batches(std::move(batches)) {}
  std::shared_ptr<arrow::Schema> schema() const override { return batches->schema(); }
  arrow::Status ReadNext(std::shared_ptr<arrow::RecordBatch> *batch) override {
    // The decoder throws on damaged pages, and the C stream that calls this does not catch.
    try {
      ARROW_RETURN_NOT_OK(batches->ReadNext(batch));
      return *batch ? (*batch)->Validate() : arrow::Status::OK();
    } catch (const std::exception &exception) {
      return arrow::Status::IOError(exception.what());
    }
  }

 private:
  std::shared_ptr<parquet::arrow::FileReader> reader;
  std::shared_ptr<arrow::RecordBatchReader> batches;
};

parquet_file *openFile(const char *path, char **error) {
  auto file = std::make_unique<parquet_file>();
  const bool opened = guarded(error, [&]() -> arrow::Status {
    ARROW_ASSIGN_OR_RAISE(std::shared_ptr<arrow::io::RandomAccessFile> source, arrow::io::ReadableFile::Open(path));
    ARROW_ASSIGN_OR_RAISE(file->source, withReadableSerialColumns(std::move(source)));
    file->metadata = parquet::ReadMetaData(file->source);
    return arrow::Status::OK();
  });
  return opened ? file.release() : nullptr;
}

bool exportSchema(const parquet_file *file, ArrowSchema *out, char **error) {
  return guarded(error, [&]() -> arrow::Status {
    ARROW_ASSIGN_OR_RAISE(auto reader, makeReader(*file, 1, false));
    std::shared_ptr<arrow::Schema> schema;
    ARROW_RETURN_NOT_OK(reader->GetSchema(&schema));
    const auto &fields = reader->manifest().schema_fields;
    for (int index = 0; index < schema->num_fields(); ++index) {
      const int leaf = fields[index].column_index;
      if (leaf < 0) continue;
      const auto *column = file->metadata->schema()->Column(leaf);
      if (column->converted_type() != parquet::ConvertedType::INTERVAL) continue;
      auto name = arrow::key_value_metadata({"ARROW:extension:name"}, {"parquet.interval"});
      ARROW_ASSIGN_OR_RAISE(schema, schema->SetField(index, schema->field(index)->WithMetadata(name)));
    }
    return arrow::ExportSchema(*schema, out);
  });
}

bool readGroup(const parquet_file *file, int32_t group, const int32_t *columns, int32_t columnCount,
               int64_t batchRows, bool usesThreads, ArrowArrayStream *out, char **error) {
  return guarded(error, [&]() -> arrow::Status {
    ARROW_ASSIGN_OR_RAISE(auto reader, makeReader(*file, batchRows, usesThreads));
    std::vector<int> leaves;
    for (int32_t index = 0; index < columnCount; ++index)
      collectLeaves(reader->manifest().schema_fields.at(columns[index]), leaves);
    ARROW_ASSIGN_OR_RAISE(auto batches, reader->GetRecordBatchReader({group}, leaves));
    auto owner = std::make_shared<OwningReader>(reader, std::shared_ptr<arrow::RecordBatchReader>(std::move(batches)));
    return arrow::ExportRecordBatchReader(owner, out);
  });
}

const parquet_plugin table = {
    .version = PARQUET_PLUGIN_VERSION,
    .open = openFile,
    .close = [](parquet_file *file) { delete file; },
    .group_count = [](const parquet_file *file) -> int32_t { return file->metadata->num_row_groups(); },
    .row_count = [](const parquet_file *file, int32_t group) { return file->metadata->RowGroup(group)->num_rows(); },
    .byte_count = [](const parquet_file *file, int32_t group) -> int64_t {
      return file->metadata->RowGroup(group)->total_compressed_size();
    },
    .schema = exportSchema,
    .read = readGroup,
    .free_error = [](char *error) { free(error); },
};

}  // namespace

extern "C" __attribute__((visibility("default"))) const parquet_plugin *parquet_plugin_open(void) { return &table; }
