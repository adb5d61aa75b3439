// Kuzu marks SERIAL columns with a converted type that Parquet does not have, and Arrow refuses the whole file. This
// shows Arrow the file with INT_64 in that place.
#pragma once
#include <arrow/buffer.h>
#include <arrow/io/interfaces.h>
#include <arrow/result.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

namespace serial_columns {

// A walk over Thrift's compact protocol that never leaves its bytes; `failed` says that they are something else.
struct Walker {
  const uint8_t *bytes;
  size_t size;
  size_t position = 0;
  bool failed = false;
  std::vector<size_t> found = {};

  uint8_t byte() {
    if (position >= size) failed = true;
    return failed ? 0 : bytes[position++];
  }
  uint64_t number() {
    uint64_t value = 0;
    for (int shift = 0; shift < 64 && !failed; shift += 7) {
      const uint8_t part = byte();
      value |= uint64_t(part & 0x7F) << shift;
      if (part < 0x80) return value;
    }
    failed = true;
    return 0;
  }
  void skipBytes(uint64_t count) {
    if (count > size - position) failed = true;
    if (!failed) position += count;
  }
  void skip(int type, int depth) {
    if (failed || depth > 32) {
      failed = true;
      return;
    }
    switch (type) {
    case 1: case 2: return;
    case 3: byte(); return;
    case 4: case 5: case 6: number(); return;
    case 7: skipBytes(8); return;
    case 8: skipBytes(number()); return;
    case 9: case 10: skipList(depth, false); return;
    case 12: skipStruct(depth, false); return;
    default: failed = true;
    }
  }
  // In a list of schema elements, field 6 is the converted type.
  void skipList(int depth, bool isSchema) {
    const uint8_t head = byte();
    uint64_t count = head >> 4;
    if (count == 15) count = number();
    for (uint64_t index = 0; index < count && !failed; ++index) {
      const size_t before = position;
      if (isSchema && (head & 15) == 12) skipStruct(depth + 1, true);
      else if ((head & 15) <= 2) byte();
      else skip(head & 15, depth + 1);
      if (position == before) failed = true;
    }
  }
  void skipStruct(int depth, bool isSchemaElement) {
    int field = 0;
    while (!failed) {
      const uint8_t head = byte();
      if (head == 0) return;
      if (head >> 4) field += head >> 4;
      else field = int(number());
      if (isSchemaElement && field == 6 && (head & 15) == 5 && position < size && bytes[position] == 44)
        found.push_back(position);
      skip(head & 15, depth + 1);
    }
  }
  // In the footer itself, field 2 is the list of schema elements.
  void footer() {
    int field = 0;
    while (!failed) {
      const uint8_t head = byte();
      if (head == 0) return;
      if (head >> 4) field += head >> 4;
      else field = int(number());
      if (field == 2 && (head & 15) == 9) {
        skipList(1, true);
        return;
      }
      skip(head & 15, 1);
    }
  }
};

// A file some of whose bytes read as 36, the zigzag form of INT_64.
class PatchedFile : public arrow::io::RandomAccessFile {
 public:
  PatchedFile(std::shared_ptr<arrow::io::RandomAccessFile> file, std::vector<int64_t> places)
      : file(std::move(file)), places(std::move(places)) {}
  arrow::Status Close() override { return file->Close(); }
  bool closed() const override { return file->closed(); }
  arrow::Result<int64_t> Tell() const override { return position; }
  arrow::Status Seek(int64_t to) override {
    position = to;
    return arrow::Status::OK();
  }
  arrow::Result<int64_t> GetSize() override { return file->GetSize(); }
  arrow::Result<int64_t> ReadAt(int64_t start, int64_t count, void *out) override {
    ARROW_ASSIGN_OR_RAISE(const int64_t read, file->ReadAt(start, count, out));
    for (const int64_t place : places)
      if (place >= start && place < start + read) static_cast<uint8_t *>(out)[place - start] = 36;
    return read;
  }
  arrow::Result<std::shared_ptr<arrow::Buffer>> ReadAt(int64_t start, int64_t count) override {
    ARROW_ASSIGN_OR_RAISE(auto buffer, arrow::AllocateResizableBuffer(count));
    ARROW_ASSIGN_OR_RAISE(const int64_t read, ReadAt(start, count, buffer->mutable_data()));
    ARROW_RETURN_NOT_OK(buffer->Resize(read));
    return std::shared_ptr<arrow::Buffer>(std::move(buffer));
  }
  arrow::Result<int64_t> Read(int64_t count, void *out) override {
    ARROW_ASSIGN_OR_RAISE(const int64_t read, ReadAt(position, count, out));
    position += read;
    return read;
  }
  arrow::Result<std::shared_ptr<arrow::Buffer>> Read(int64_t count) override {
    ARROW_ASSIGN_OR_RAISE(auto buffer, ReadAt(position, count));
    position += buffer->size();
    return buffer;
  }

 private:
  std::shared_ptr<arrow::io::RandomAccessFile> file;
  std::vector<int64_t> places;
  int64_t position = 0;
};

}  // namespace serial_columns

// The file itself, unless Kuzu wrote it and it has SERIAL columns.
inline arrow::Result<std::shared_ptr<arrow::io::RandomAccessFile>> withReadableSerialColumns(
    std::shared_ptr<arrow::io::RandomAccessFile> file) {
  // A footer is followed by its length in four bytes and the file's mark.
  constexpr int64_t tailSize = 8, largestFooter = 16 << 20;
  ARROW_ASSIGN_OR_RAISE(const int64_t size, file->GetSize());
  if (size < tailSize + 4) return file;
  ARROW_ASSIGN_OR_RAISE(auto tail, file->ReadAt(size - tailSize, tailSize));
  if (tail->size() != tailSize || std::memcmp(tail->data() + 4, "PAR1", 4) != 0) return file;
  uint32_t length = 0;
  std::memcpy(&length, tail->data(), sizeof length);
  if (length > largestFooter || int64_t(length) > size - tailSize - 4) return file;
  const int64_t start = size - tailSize - length;
  ARROW_ASSIGN_OR_RAISE(auto footer, file->ReadAt(start, length));
  const std::string text(reinterpret_cast<const char *>(footer->data()), footer->size());
  if (text.find("KUZU") == std::string::npos && text.find("kuzu_schema") == std::string::npos) return file;
  serial_columns::Walker walker{footer->data(), size_t(footer->size())};
  walker.footer();
  if (walker.failed || walker.found.empty()) return file;
  std::vector<int64_t> places;
  for (const size_t place : walker.found) places.push_back(start + int64_t(place));
  return std::make_shared<serial_columns::PatchedFile>(std::move(file), std::move(places));
}
