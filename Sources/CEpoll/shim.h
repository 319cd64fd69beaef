// Linux's own calls for waiting, and two more, which Swift's Glibc module leaves out.
#ifndef TUMULTEKIT_CEPOLL_SHIM_H
#define TUMULTEKIT_CEPOLL_SHIM_H
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>

// The system's headers show these two only to code that asks for GNU extensions; Swift does not.
int accept4(int socket, struct sockaddr *__restrict address, socklen_t *__restrict length, int flags);
int pthread_setname_np(pthread_t thread, const char *name);
#endif
