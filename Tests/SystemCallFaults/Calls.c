// Makes each call that SystemCallFaults.c stands before and that this system's libraries may make, once or
// more, in the folder in which it is started. It ends with 0 where each does what it must.

#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

int __open_2(const char *path, int flags);
int __openat_2(int folder, const char *path, int flags);
ssize_t __read_chk(int descriptor, void *bytes, size_t count, size_t room);
ssize_t __pread_chk(int descriptor, void *bytes, size_t count, off_t offset, size_t room);

#define EXPECT(call)                                              \
  if (!(call)) {                                                  \
    fprintf(stderr, "line %d: %s\n", __LINE__, #call);            \
    return 1;                                                     \
  }

int main(void) {
  char bytes[16];
  struct iovec parts[] = {{bytes, 0}, {"abcd", 4}};
  EXPECT(mkdirat(AT_FDCWD, "folder", 0700) == 0)
  int folder = open("folder", O_RDONLY | O_DIRECTORY);
  int one = openat(folder, "one", O_RDWR | O_CREAT, 0600);
  EXPECT(one >= 0)
  EXPECT(writev(one, parts, 2) == 4)
  EXPECT(writev(one, parts, 1) == 0)
  EXPECT(pwritev(one, parts, 2, 4) == 4)
  EXPECT(posix_fallocate(one, 0, 16) == 0)
  EXPECT(fallocate(one, 0, 0, 32) == 0)
  EXPECT(truncate("folder/one", 8) == 0)
  int two = open("folder/two", O_RDWR | O_CREAT, 0600);
  off_t start = 0;
  EXPECT(sendfile(two, one, &start, 8) == 8)
  off64_t from = 0;
  EXPECT(copy_file_range(one, &from, two, NULL, 8, 0) == 8)
  EXPECT(symlinkat("one", folder, "symbolic") == 0)
  EXPECT(linkat(folder, "one", folder, "hard", 0) == 0)
  EXPECT(renameat(folder, "hard", folder, "renamed") == 0)
  EXPECT(renameat2(folder, "renamed", folder, "again", RENAME_NOREPLACE) == 0)
  int three = __open_2("folder/one", O_RDONLY);
  EXPECT(__read_chk(three, bytes, 8, sizeof bytes) == 8 && memcmp(bytes, "abcdabcd", 8) == 0)
  EXPECT(__pread_chk(three, bytes, 4, 4, sizeof bytes) == 4 && memcmp(bytes, "abcd", 4) == 0)
  EXPECT(__openat_2(folder, "two", O_RDONLY) >= 0)
  return 0;
}
